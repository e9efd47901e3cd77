"""The one gateway to language models, and the customer and reader that use it."""
