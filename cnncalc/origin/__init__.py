"""Networks that come from elsewhere: an ONNX file, or the shorthand of exam sheets, as a spec.

The trip of an ONNX file: `onnx_file` reads it into a plain `model`; `translation` asks one small
function for each operator (`operator`) what it does with the values that reach it, and collects the
layers of a `plan`; `arrangement` makes branches of it, and `text` writes the spec down.
"""
