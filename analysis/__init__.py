"""The study: Box 2 and Table 1 of Hayashi et al. (2020), counted again from a REFI-QDA project.

What is typed from the paper is in ``published/``, what is ours is in ``reconstruction/``. The
package uses the public names of refiqda and nothing else of it; see ``README.md`` beside this file.
"""
