#!/bin/sh
exec /opt/page-studio/bin/python -m studio "$@"
