// What the form of the page contribute/propose uses of the libraries in package.json; build.js makes one file of it.

export { createElement, Fragment, render } from "preact";
export { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
export { default as Form } from "@rjsf/core";
export { toErrorSchema } from "@rjsf/utils";
export { format, Validator } from "@cfworker/json-schema";
