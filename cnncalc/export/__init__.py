"""A network as code that runs elsewhere: a PyTorch module, an ONNX file."""
