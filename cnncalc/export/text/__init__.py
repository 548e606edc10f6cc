"""Classes as text: what stands in `__init__`, in `forward`, and in comments."""
