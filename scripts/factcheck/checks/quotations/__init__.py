"""Every quotation is exact (QUO)."""
