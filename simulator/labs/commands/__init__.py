"""The commands of a lab machine; ``simulator.labs.table`` lists them."""
