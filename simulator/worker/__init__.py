"""Background work: a doorbell (Huey) and the loop that answers it."""
