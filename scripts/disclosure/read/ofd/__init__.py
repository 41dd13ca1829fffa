"""OFD files (GB/T 33190-2016): texts, paths and resources of their pages."""
