"""What memory a network takes, to the byte that PyTorch allocates."""
