"""Names: the edition's authority files, finding known names, taking personal names apart, the correspondents."""
