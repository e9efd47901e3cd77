"""Support Simulator: practise and assess first-line technical support on real faults and upset customers."""

__version__ = "0.1.0"
