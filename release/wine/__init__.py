"""The program for Windows, tried on a Linux machine under Wine. Nothing of it is shipped."""
