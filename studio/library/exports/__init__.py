"""Documents of the library as files for others: Akoma Ntoso, the exchange format, plain text."""
