"""Lists in and out, over django-import-export: one base for all resources, which writes through services.

A resource names its columns and its natural key and says which service saves a row. The base does the rest: German
headers, German cells, references by name instead of ids, unchanged rows skipped, errors by cell, all or nothing.
"""
