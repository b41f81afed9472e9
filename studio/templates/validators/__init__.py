"""One validator a kind of field; none raises, whatever JSON it is given."""
