"""What a step asks of whoever takes it. Pages render these forms, the API reads JSON into them."""
