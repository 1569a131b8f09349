//! A real browser, driven over the pipe that Chromium itself offers: no driver, no port, no other language.
//!
//! Messages are JSON with a zero byte behind each, as the `DevTools` protocol has them. Waiting for an answer
//! ends after a minute, so that a browser that hangs fails the test instead of holding it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]
#![expect(clippy::print_stderr, reason = "a test that is skipped says so")]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

/// Where a Chromium may be, in the order of trying; the variable `CHROMIUM` comes first.
const PROGRAMS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];
const OPTIONS: [&str; 12] = [
    "--headless",
    "--remote-debugging-pipe",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
];

/// A page in a browser, with everything that the browser has told of it.
pub(crate) struct Browser {
    child: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    calls: u64,
    session: Option<String>,
    events: Vec<Value>,
    _home: TempDir,
}

impl Browser {
    /// A browser with an empty page of 1400 by 900; none, and a line that says so, where there is no Chromium.
    pub(crate) fn start() -> Option<Self> {
        let named = std::env::var("CHROMIUM").ok();
        let runs = |program: &&str| {
            Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
        };
        let Some(program) = named.as_deref().into_iter().chain(PROGRAMS).find(runs) else {
            eprintln!("skipped: no Chromium here (Debian's package: chromium), so the view is not tried");
            return None;
        };
        let home = tempfile::tempdir().unwrap();
        // Chromium reads from descriptor 3 and writes to 4; the shell puts our pipes there.
        let mut child = Command::new("sh")
            .args(["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1", program])
            .args(OPTIONS)
            .arg(format!("--user-data-dir={}", home.path().display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (send, messages) = channel();
        let output = BufReader::new(child.stdout.take().unwrap());
        thread::spawn(move || {
            for message in output.split(0).map_while(Result::ok) {
                if send.send(serde_json::from_slice(&message).unwrap()).is_err() {
                    return;
                }
            }
        });
        let input = child.stdin.take().unwrap();
        let mut browser =
            Self { child, input, messages, calls: 0, session: None, events: Vec::new(), _home: home };
        let target = browser.call("Target.createTarget", &json!({ "url": "about:blank" }));
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let session = browser.call("Target.attachToTarget", &attach);
        browser.session = session["sessionId"].as_str().map(str::to_owned);
        for part in ["Page", "Runtime", "Log", "Network", "Performance"] {
            browser.call(&format!("{part}.enable"), &json!({}));
        }
        browser.size(1400, 900, false);
        Some(browser)
    }

    /// Sends a command and gives its result; what happens meanwhile is kept.
    pub(crate) fn call(&mut self, method: &str, params: &Value) -> Value {
        self.calls += 1;
        let id = self.calls;
        let mut message = json!({ "id": id, "method": method, "params": params });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        self.input.write_all(format!("{message}\0").as_bytes()).unwrap();
        loop {
            let answer = self.messages.recv_timeout(Duration::from_secs(60)).unwrap();
            if answer["id"] == json!(id) {
                assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
                return answer["result"].clone();
            }
            self.events.push(answer);
        }
    }

    /// Waits for an event of this name that has not been waited for.
    fn wait_for(&mut self, method: &str) {
        let kept = self.events.iter().position(|event| event["method"] == method);
        if let Some(place) = kept {
            self.events.remove(place);
            return;
        }
        loop {
            let event = self.messages.recv_timeout(Duration::from_secs(60)).unwrap();
            if event["method"] == method {
                return;
            }
            self.events.push(event);
        }
    }

    /// Opens a file from disk and waits until it is loaded and painted.
    pub(crate) fn open(&mut self, file: &Path) {
        self.events.clear();
        self.call("Page.navigate", &json!({ "url": format!("file://{}", file.display()) }));
        self.wait_for("Page.loadEventFired");
        self.frame();
    }

    /// Waits for two frames: what an input has changed is painted then.
    pub(crate) fn frame(&mut self) {
        self.value(
            "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))",
        );
    }

    /// The value of an expression in the page.
    pub(crate) fn value(&mut self, expression: &str) -> Value {
        let asked = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let answer = self.call("Runtime.evaluate", &asked);
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {}", answer["exceptionDetails"]);
        answer["result"]["value"].clone()
    }

    /// The value of an expression that is a text.
    pub(crate) fn text(&mut self, expression: &str) -> String {
        self.value(expression).as_str().unwrap_or_default().to_owned()
    }

    /// The size of the window in pixels.
    pub(crate) fn size(&mut self, width: u32, height: u32, phone: bool) {
        let metrics = json!({
            "width": width, "height": height, "deviceScaleFactor": if phone { 2 } else { 1 }, "mobile": phone
        });
        self.call("Emulation.setDeviceMetricsOverride", &metrics);
    }

    /// Whether the person prefers a dark page.
    pub(crate) fn prefer(&mut self, scheme: &str) {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.call("Emulation.setEmulatedMedia", &json!({ "features": features }));
    }

    /// Presses a key that writes nothing, such as `Enter`.
    pub(crate) fn press(&mut self, key: &str) {
        let code = match key {
            "Enter" => 13,
            "Tab" => 9,
            "Escape" => 27,
            "End" => 35,
            "ArrowLeft" => 37,
            "ArrowUp" => 38,
            "ArrowRight" => 39,
            "ArrowDown" => 40,
            _ => 0,
        };
        for kind in ["rawKeyDown", "keyUp"] {
            let event = json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code });
            self.call("Input.dispatchKeyEvent", &event);
        }
        self.frame();
    }

    /// Types a text, a key for each letter.
    pub(crate) fn write(&mut self, text: &str) {
        for letter in text.chars() {
            let letter = letter.to_string();
            self.call("Input.dispatchKeyEvent", &json!({ "type": "keyDown", "key": letter, "text": letter }));
            self.call("Input.dispatchKeyEvent", &json!({ "type": "keyUp", "key": letter }));
        }
        self.frame();
    }

    /// One event of the mouse: `mouseMoved`, `mousePressed`, `mouseReleased`.
    pub(crate) fn mouse(&mut self, kind: &str, (x, y): (f64, f64), held: bool) {
        let event = json!({
            "type": kind, "x": x, "y": y, "button": if held { "left" } else { "none" },
            "buttons": u8::from(held), "clickCount": u8::from(held)
        });
        self.call("Input.dispatchMouseEvent", &event);
    }

    /// A click at a place of the window.
    pub(crate) fn click_at(&mut self, place: (f64, f64)) {
        self.mouse("mouseMoved", place, false);
        self.mouse("mousePressed", place, true);
        self.mouse("mouseReleased", place, true);
        self.frame();
    }

    /// A click in the middle of an element, which must be the one that is seen there.
    pub(crate) fn click(&mut self, selector: &str) {
        let place = self.value(&format!(
            "(() => {{ const e = document.querySelector({selector:?}); e.scrollIntoView({{ block: 'nearest' }});
               const b = e.getBoundingClientRect(); const at = [b.x + b.width / 2, b.y + b.height / 2];
               const top = document.elementFromPoint(...at);
               return e.contains(top) ? at : top && top.outerHTML; }})()"
        ));
        assert!(place.is_array(), "{selector} cannot be clicked, {place} is there");
        self.click_at((place[0].as_f64().unwrap(), place[1].as_f64().unwrap()));
    }

    /// A figure of the browser's own, such as `ScriptDuration` in seconds.
    pub(crate) fn metric(&mut self, name: &str) -> f64 {
        let metrics = self.call("Performance.getMetrics", &json!({}));
        let found = metrics["metrics"].as_array().unwrap().iter().find(|metric| metric["name"] == name);
        found.unwrap()["value"].as_f64().unwrap()
    }

    /// What the page has asked for besides itself, and what it has complained of.
    pub(crate) fn trouble(&mut self) -> Vec<String> {
        self.frame();
        let told = |event: &Value| match event["method"].as_str().unwrap_or_default() {
            "Network.requestWillBeSent" => {
                (event["params"]["type"] != "Document").then(|| event["params"]["request"]["url"].to_string())
            }
            "Runtime.consoleAPICalled" | "Runtime.exceptionThrown" | "Log.entryAdded" => {
                Some(event["params"].to_string())
            }
            _ => None,
        };
        self.events.iter().filter_map(told).collect()
    }

    /// A picture of the window as PNG, beside what is compiled for the tests.
    pub(crate) fn shoot(&mut self, name: &str) {
        self.frame();
        let answer = self.call("Page.captureScreenshot", &json!({ "format": "png" }));
        keep(&format!("{name}.png"), &answer["data"]);
    }

    /// The page on paper as PDF.
    pub(crate) fn print(&mut self, name: &str) -> Vec<u8> {
        let options = json!({ "printBackground": true, "preferCSSPageSize": true });
        let answer = self.call("Page.printToPDF", &options);
        keep(&format!("{name}.pdf"), &answer["data"])
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The profile's folder is removed next: the browser must be gone by then.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn keep(name: &str, coded: &Value) -> Vec<u8> {
    let bytes = from_base64(coded.as_str().unwrap());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("view");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(name), &bytes).unwrap();
    bytes
}

fn from_base64(coded: &str) -> Vec<u8> {
    let value = |letter: u8| match letter {
        b'A'..=b'Z' => u32::from(letter - b'A'),
        b'a'..=b'z' => u32::from(letter - b'a') + 26,
        b'0'..=b'9' => u32::from(letter - b'0') + 52,
        b'+' => 62,
        _ => 63,
    };
    let letters = coded.trim_end_matches('=').as_bytes();
    let mut out = Vec::new();
    for four in letters.chunks(4) {
        let bits = four.iter().fold(0, |bits, letter| bits << 6 | value(*letter)) << (6 * (4 - four.len()));
        out.extend_from_slice(&bits.to_be_bytes()[1..four.len()]);
    }
    out
}
