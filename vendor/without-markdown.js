// Instead of markdown-to-jsx, a third of the bundle: no description or help of our schemas is Markdown, they are plain text.

export const Markdown = ({ children }) => children;
export default Markdown;
