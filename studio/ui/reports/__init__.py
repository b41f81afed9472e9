"""Reports: the figures of a month, and the report that is made of them."""
