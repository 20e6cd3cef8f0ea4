"""What `make up` does: prepare the house, switch it on, mind it, switch it off."""
