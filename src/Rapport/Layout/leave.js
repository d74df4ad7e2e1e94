// Leaves faster than a page can load: this one goes blank first and gives up its place in the list of "Back".
// Without it the link still leaves.
(() => {
  const link = document.querySelector("a.leave");
  if (!link) {
    return;
  }
  const leave = () => {
    document.documentElement.replaceChildren();
    location.replace(link.href);
  };
  link.addEventListener("click", event => {
    event.preventDefault();
    leave();
  });
  let shifts = [];
  addEventListener("keydown", event => {
    if (event.key !== "Shift") {
      shifts = [];
    } else if (!event.repeat) {
      shifts = [...shifts.filter(at => event.timeStamp - at < 2000), event.timeStamp];
      if (shifts.length === 3) {
        leave();
      }
    }
  });
})();
