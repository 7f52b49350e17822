"""Lists beside the bulletin: problems for the units (问题清单), inspected targets (抽查名单)."""
