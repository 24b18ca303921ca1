"""From a site that MkDocs has built, with shells and slots, to the finished one."""
