"""Pictures of feature maps as boxes in proportion, in the order in which they are made."""
