"""Who finds the customer's words for an act that the engine has decided."""
