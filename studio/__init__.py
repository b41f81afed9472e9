"""Page Studio: compose, approve and publish the posts of an official police page, offline first."""

__version__ = "0.1.0"
