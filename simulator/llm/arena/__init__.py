"""The arena: models are asked the same recorded requests, their answers are scored without their names."""
