"""New versions of the program, brought on a USB stick: checked, laid out, and gone back from."""
