"""The pages of the moderation: closed to all but moderators, except the public log."""
