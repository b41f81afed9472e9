#!/bin/sh
exec /opt/page-studio/python -m studio "$@"
