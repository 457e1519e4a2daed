"""What people keep: the priority map as a picture, the plan as a document."""
