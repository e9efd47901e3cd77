"""Content files: YAML on disk to typed values, with every fault named by place and remedy."""
