"""How templates become code. Jinja's own generator is made for templates of strangers; ours come with the program."""

from __future__ import annotations

from keyword import iskeyword

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame


class DirectCode(CodeGenerator):
    """Makes attributes and calls those of Python, some five hundred a page, and escapes nothing that is HTML already.

    Jinja looks for an item where there is no attribute, and at every call asks whether the function wants to know the
    context. Here an item is written ``x["y"]``, and no function wants to: the names that a template uses are enough.
    """

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - named by Jinja after its nodes
        """Write ``x.y``."""
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802 - Jinja's
        """Write ``f(x, y=z)``."""
        if forward_caller or node.dyn_args or node.dyn_kwargs or any(iskeyword(named.key) for named in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        """Begin what is shown: escaped, unless it is HTML."""
        if self._is_plain(frame, finalize):
            self.write("(shown if type(shown := (")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        """End what is shown."""
        if self._is_plain(frame, finalize):
            self.write(")) is Markup else escape(shown))")
        else:
            super()._output_child_post(node, frame, finalize)

    @staticmethod
    def _is_plain(frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> bool:
        """Return whether what is shown is escaped, whatever it is, and nothing else is done to it."""
        return frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None
