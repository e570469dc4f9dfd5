// What cannot be read on a page: text that lies on other text, and text that is
// cut off by what is around it. Gives a list of sentences.
(() => {
	// Left out on purpose: what is there for screen readers only, or until it has the
	// focus, stands in a box of one pixel.
	const hidden = e => e !== null && (forEars(e) || hidden(e.parentElement));
	const forEars = e => {
		const style = getComputedStyle(e);
		return style.position === "absolute" && style.overflow === "hidden" && e.offsetWidth <= 1 && e.offsetHeight <= 1;
	};

	// A line of text as it is drawn. Its box is as high as the line; letters take
	// the middle of it.
	const drawn = rect => {
		const trim = rect.height * 0.2;
		return {left: rect.left, right: rect.right, top: rect.top + trim, bottom: rect.bottom - trim};
	};

	// What is scrolled out of a box is not drawn.
	const scrolled = (line, e) => {
		for (; e && e !== document.body; e = e.parentElement) {
			const style = getComputedStyle(e);
			if (!/auto|scroll/.test(style.overflowX + style.overflowY)) continue;
			const box = e.getBoundingClientRect();
			line.left = Math.max(line.left, box.left);
			line.right = Math.min(line.right, box.right);
			line.top = Math.max(line.top, box.top);
			line.bottom = Math.min(line.bottom, box.bottom);
		}
		return line;
	};

	const lines = [];
	const add = (rect, node, around, text) => {
		if (rect.width <= 1 || rect.height <= 1) return;
		const line = scrolled({node, around, text, ...drawn(rect)}, around);
		if (line.right > line.left && line.bottom > line.top) lines.push(line);
	};
	const range = document.createRange();
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let node; (node = walker.nextNode());) {
		const around = node.parentElement;
		if (!node.data.trim() || hidden(around) || !around.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
		if (around.closest("script, style, option, textarea, select, datalist")) continue;
		range.selectNodeContents(node);
		for (const rect of range.getClientRects()) add(rect, node, around, node.data.trim().slice(0, 40));
	}
	// What is typed in a field counts as text too: no label may lie on it.
	for (const field of document.querySelectorAll("input:not([type=hidden],[type=radio],[type=checkbox],[type=file]), select, textarea")) {
		if (hidden(field) || !field.checkVisibility({visibilityProperty: true})) continue;
		add(field.getBoundingClientRect(), field, field, `the field ${field.name}`);
	}

	const wrong = [];
	const say = text => { if (wrong.length < 20 && !wrong.includes(text)) wrong.push(text); };

	// Two lines of different places must not share more than a hair.
	lines.sort((a, b) => a.top - b.top);
	lines.forEach((a, i) => {
		for (let k = i + 1; k < lines.length && lines[k].top < a.bottom; k++) {
			const b = lines[k];
			if (a.node === b.node) continue;
			const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
			const high = Math.min(a.bottom, b.bottom) - b.top;
			if (wide > 2 && high > 2) say(`“${a.text}” and “${b.text}” lie on each other`);
		}
	});

	// Whatever hides what sticks out of it must not hide a part of a line. What
	// scrolls may; the browser tells of what stands outside of the window otherwise.
	for (const line of lines) {
		for (let e = line.around; e && e !== document.body; e = e.parentElement) {
			const style = getComputedStyle(e);
			const box = e.getBoundingClientRect();
			const sideways = style.overflowX === "hidden" || style.overflowX === "clip";
			const upright = style.overflowY === "hidden" || style.overflowY === "clip";
			if (sideways && (line.right > box.right + 2 || line.left < box.left - 2) || upright && (line.bottom > box.bottom + 2 || line.top < box.top - 2)) {
				say(`“${line.text}” is cut off by <${e.tagName.toLowerCase()} class="${e.className}">`);
				break;
			}
		}
		if (line.right > document.documentElement.clientWidth + 1 || line.left < -1) say(`“${line.text}” sticks out of the window`);
	}
	return wrong;
})()
