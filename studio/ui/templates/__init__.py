"""The unit's own templates: their list, forms to change them, what their cards look like, and the head's signature."""
