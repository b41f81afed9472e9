"""The tab of rights: who may do what on a page, what guards it, and slips that change it."""
