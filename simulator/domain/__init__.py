"""The typed values everything else is made of."""
