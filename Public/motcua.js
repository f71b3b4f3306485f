// Improves pages that work without it: no page needs it.
"use strict";
(() => {
  const root = document.documentElement, find = (css) => document.querySelector(css);
  const parse = (text) => new DOMParser().parseFromString(text, "text/html");
  const words = {
    lost: ["Mất kết nối. Nội dung vẫn còn ở đây: kiểm tra mạng rồi bấm gửi lại.",
      "The connection was lost. What you typed is still here: check the network, then send again."],
    ended: ["Phiên đăng nhập đã hết. Nội dung vẫn còn ở đây: đăng nhập ở cửa sổ mới, rồi bấm gửi lại. ",
      "Your session has ended. What you typed is still here: sign in in a new window, then send again. "],
    signIn: ["Đăng nhập", "Sign in"],
    sending: ["Đang gửi…", "Sending…"],
    left: ["Còn lại # ký tự", "# characters left"],
  };
  const say = (key) => words[key][root.lang === "en" ? 1 : 0];
  const make = (tag, name, role) => {
    const made = document.createElement(tag);
    made.className = name;
    if (role) made.setAttribute(...role);
    return made;
  };
  root.classList.add("js");

  const start = () => {
    (find("main .refused[role=alert]") || find("[autofocus]"))?.focus();
    if (!self.htmx) return;
    for (const form of document.querySelectorAll("form[data-part]")) {
      const part = "#" + form.dataset.part, settings = {
        [form.method]: form.getAttribute("action"), target: part, select: part, swap: "outerHTML",
        "push-url": "true", trigger: "submit, change, input delay:400ms from:find [type=search]" };
      for (const name in settings) form.setAttribute("hx-" + name, settings[name]);
      htmx.process(form);
    }
  };

  // The answer takes the place of this page, as if the browser had gone there itself.
  const show = (request) => {
    const answer = parse(request.responseText);
    if (request.responseURL !== location.href) history.pushState(null, "", request.responseURL);
    document.title = answer.title;
    root.className = answer.documentElement.className + " js";
    root.lang = answer.documentElement.lang;
    document.body.className = answer.body.className;
    document.body.replaceChildren(...answer.body.childNodes);
    scrollTo(0, 0);
    find("#noi-dung")?.focus();
    start();
  };

  const note = (form, key, kind) => {
    form.querySelector(".sending")?.remove();
    const line = make("div", "sending notice " + kind, ["role", "alert"]);
    line.textContent = say(key);
    form.append(line);
    return line;
  };

  // Who signed in again meanwhile has another token; a new copy of the page knows it.
  const renew = async (form) => {
    const page = parse(await (await fetch(location.href)).text()), token = "[name=_token]";
    form.querySelector(token).value = page.querySelector(token).value;
  };

  const send = async (form, button) => {
    if (form.dataset.ended) await renew(form).catch(() => { /* Sending says what is wrong. */ });
    const body = new FormData(form, button), request = new XMLHttpRequest();
    const isFiles = form.enctype === "multipart/form-data", line = note(form, "sending", "");
    const failed = (key) => {
      delete form.dataset.sent;
      button?.removeAttribute("aria-disabled");
      return note(form, key, "refused");
    };
    if (isFiles) {
      const bar = line.appendChild(make("progress", ""));
      request.upload.onprogress = (e) => { [bar.max, bar.value] = [e.total, e.loaded]; };
    }
    request.onload = () => {
      if (request.status === 401 || request.responseText.includes('data-code="edge.form-token"')) {
        form.dataset.ended = 1;
        const link = failed("ended").appendChild(make("a", "", ["target", "_blank"]));
        [link.href, link.textContent] = ["/dang-nhap", say("signIn")];
      } else if (request.getResponseHeader("Content-Type")?.startsWith("text/html")) show(request);
      else location.assign(request.responseURL);
    };
    request.onerror = () => failed("lost");
    request.open("POST", form.action);
    request.send(isFiles ? body : new URLSearchParams(body));
  };

  addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.dataset.plain !== undefined) return;
    event.preventDefault();
    if (form.dataset.sent) return;
    form.dataset.sent = 1;
    event.submitter?.setAttribute("aria-disabled", "true");
    send(form, event.submitter);
  });
  // A list that cannot be narrowed in place is asked for as a page, which says what is wrong.
  addEventListener("htmx:responseError", ({ target }) => target.closest("form[data-part]")?.submit());
  addEventListener("popstate", () => { if (!location.hash) location.reload(); });

  addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]"), what = button?.dataset.do;
    if (what === "print") print();
    if (what === "show-password") {
      const field = document.getElementById(button.dataset.of), isHidden = field.type === "password";
      field.type = isHidden ? "text" : "password";
      button.setAttribute("aria-pressed", isHidden);
    }
  });

  const countLeft = (field) => {
    let left = field.nextElementSibling;
    if (!left?.matches(".left")) {
      left = make("p", "hint left", ["aria-live", "polite"]);
      field.after(left);
    }
    left.textContent = say("left").replace("#", field.maxLength - field.value.length);
  };

  let waiting, asked;
  const suggest = async (field) => {
    const text = field.value.trim();
    if (text.length < 2 || text === asked) return;
    asked = text;
    const answer = await fetch("/thu-tuc/goi-y?q=" + encodeURIComponent(text)).catch(() => null);
    if (!answer?.ok || asked !== text) return;
    field.list.replaceChildren(...parse(await answer.text()).querySelectorAll("option"));
  };

  addEventListener("input", ({ target: field }) => {
    if (field.maxLength > 0 && field.tagName === "TEXTAREA") countLeft(field);
    if (field.getAttribute("list") !== "goi-y-thu-tuc") return;
    clearTimeout(waiting);
    waiting = setTimeout(suggest, 250, field);
  });
  addEventListener("DOMContentLoaded", start);
})();
