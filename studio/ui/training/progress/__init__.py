"""The class: who learnt what, certificates, exports."""
