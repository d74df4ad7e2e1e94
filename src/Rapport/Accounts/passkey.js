// Asks the device for a passkey, and sends what it says. Without it no button is shown.
for (const form of document.querySelectorAll("form.passkey")) {
  const { Passkey: box } = form.elements, told = form.querySelector("[role=status]"), button = form.querySelector("button");
  const plain = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), one => one.charCodeAt(0));
  const written = bytes => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
  const known = all => all?.map(one => ({ ...one, id: plain(one.id) }));
  form.hidden = !window.PublicKeyCredential;
  document.querySelectorAll(".without-passkey").forEach(one => one.hidden = !form.hidden);
  form.onsubmit = async event => {
    event.preventDefault();
    told.textContent = "";
    button.disabled = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams({ Ask: true }) });
      // Signed out meanwhile, or not just now.
      if (answer.redirected) return location = answer.url;
      const { user, ...asked } = await answer.json();
      const publicKey = {
        ...asked, ...user && { user: { ...user, id: plain(user.id) } }, challenge: plain(asked.challenge),
        allowCredentials: known(asked.allowCredentials), excludeCredentials: known(asked.excludeCredentials),
      };
      // Its own way to write itself fails in some password keepers.
      const { id, type, response } = await navigator.credentials[user ? "create" : "get"]({ publicKey }), said = {};
      for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
        if (response[part]) said[part] = written(response[part]);
      said.transports = response.getTransports?.();
      box.value = JSON.stringify({ id, type, response: said, clientExtensionResults: {} });
      form.submit();
    } catch {
      told.textContent = told.dataset.told;
      button.disabled = false;
    }
  };
}
