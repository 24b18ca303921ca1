"""What is kept from one run for the next, in the user's cache folder. All of it can be removed at any time.

What stood in the files, what was found in them, and which of them rests on which; and the theme's templates as code.
The look at a large project, part by part, stands here as well: from it comes the outline that is kept.
"""
