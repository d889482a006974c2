// The map beside the list. It says nothing that the list does not say.
//
// data-points-url answers GeoJSON points; `bbox` and `zoom` are added to it when the map moves:
//   one occasion: properties { name, url, where, bond }   several, grouped by the server: { count }
// A `bbox` member of the collection is where to look first. data-outline-url answers GeoJSON
// outlines; `is_mine` marks the one in view, `is_quiet` its neighbours.
// When htmx swaps the section named by data-results, its own data-points-url moves the map.

const BONDS = new Set(["filiation", "elective", "organic", "citizenship"]);
const POINT_PX = 36;
const CLUSTER_PX = 44;
const DIGIT_PX = 8;
const CLOSEST_ZOOM = 17;
const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
let leafletReady = null;

function loadLeaflet(scriptUrl, sheetUrl) {
  leafletReady ??= new Promise((resolve, reject) => {
    const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: sheetUrl });
    const script = Object.assign(document.createElement("script"), { src: scriptUrl });
    script.onload = () => resolve(window.L);
    script.onerror = () => reject(new Error(`${scriptUrl} cannot be loaded`));
    // Our sheets come last, so that they win over Leaflet's.
    document.head.prepend(sheet);
    document.head.append(script);
  });
  return leafletReady;
}

async function fetchJson(url, signal) {
  const response = await fetch(url, { headers: { Accept: "application/json" }, signal });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}

function makeElement(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function makeDrawing(path) {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  const line = document.createElementNS(space, "path");
  drawing.setAttribute("viewBox", "0 0 20 20");
  drawing.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path);
  drawing.append(line);
  return drawing;
}

class OccasionMap {
  constructor(leaflet, element) {
    this.leaflet = leaflet;
    this.element = element;
    this.pointsUrl = element.dataset.pointsUrl;
    this.map = leaflet.map(element, {
      zoomControl: false,
      attributionControl: Boolean(element.dataset.tilesCredit),
      scrollWheelZoom: false,
      maxZoom: CLOSEST_ZOOM,
      zoomAnimation: !calm,
      fadeAnimation: !calm,
      markerZoomAnimation: !calm,
      inertia: !calm,
    });
    this.map.attributionControl?.setPrefix(false);
    this.points = leaflet.layerGroup();
    element.setAttribute("role", "region");
    element.setAttribute("aria-label", element.dataset.label);
  }

  async start() {
    this.addZoomButtons();
    this.addTiles();
    this.map.on("popupopen", ({ popup }) => this.enterPopup(popup));
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.map.closePopup();
    });
    await this.showAll();
    this.points.addTo(this.map);
    this.map.on("moveend", () => this.refresh());
    await this.addOutlines();
  }

  addTiles() {
    const { tiles, tilesCredit } = this.element.dataset;
    if (tiles) this.leaflet.tileLayer(tiles, { attribution: tilesCredit, maxZoom: CLOSEST_ZOOM }).addTo(this.map);
  }

  async addOutlines() {
    const { outlineUrl } = this.element.dataset;
    if (!outlineUrl) return;
    const nameClass = ({ is_mine: isMine, is_quiet: isQuiet }) =>
      `outline${isMine ? " outline-mine" : ""}${isQuiet ? " outline-quiet" : ""}`;
    this.leaflet
      .geoJSON(await fetchJson(outlineUrl), {
        interactive: false,
        style: (feature) => ({ className: nameClass(feature.properties ?? {}), fill: false }),
      })
      .addTo(this.map);
  }

  addZoomButtons() {
    const control = this.leaflet.control({ position: "topright" });
    control.onAdd = () => {
      const { zoomIn, zoomOut } = this.element.dataset;
      const nearer = makeElement("button", { type: "button", "aria-label": zoomIn }, makeDrawing("M10 3v14M3 10h14"));
      const farther = makeElement("button", { type: "button", "aria-label": zoomOut }, makeDrawing("M3 10h14"));
      nearer.addEventListener("click", () => this.map.zoomIn());
      farther.addEventListener("click", () => this.map.zoomOut());
      this.map.on("zoomend", () => {
        nearer.disabled = this.map.getZoom() >= this.map.getMaxZoom();
        farther.disabled = this.map.getZoom() <= this.map.getMinZoom();
      });
      const buttons = makeElement("div", { class: "map-zoom" }, nearer, farther);
      this.leaflet.DomEvent.disableClickPropagation(buttons);
      return buttons;
    };
    control.addTo(this.map);
  }

  /** Show every point of the search, wherever it is. */
  async showAll() {
    const collection = await fetchJson(this.pointsUrl);
    this.draw(collection);
    const bounds = this.findBounds(collection);
    if (bounds) this.map.fitBounds(bounds, { padding: [32, 32], maxZoom: 14, animate: false });
    else this.map.setView([46.6, 2.5], 5);
  }

  /** Ask again for the points of what is in view; an older answer never replaces a newer one. */
  async refresh() {
    this.asking?.abort();
    this.asking = new AbortController();
    const url = new URL(this.pointsUrl, document.baseURI);
    url.searchParams.set("bbox", this.map.getBounds().toBBoxString());
    url.searchParams.set("zoom", Math.round(this.map.getZoom()));
    try {
      this.draw(await fetchJson(url, this.asking.signal));
    } catch (error) {
      if (error.name !== "AbortError") sayFailure(this.element);
    }
  }

  findBounds(collection) {
    if (collection.bbox) {
      const [west, south, east, north] = collection.bbox;
      return [[south, west], [north, east]];
    }
    const corners = collection.features.map(({ geometry }) => [geometry.coordinates[1], geometry.coordinates[0]]);
    return corners.length ? this.leaflet.latLngBounds(corners) : null;
  }

  draw(collection) {
    // A point whose description is being read stays.
    if (this.opened && this.map.hasLayer(this.opened)) return;
    const focused = document.activeElement?.getAttribute("aria-label");
    const wasInside = this.element.contains(document.activeElement);
    this.points.clearLayers();
    for (const { geometry, properties } of collection.features) {
      const [lon, lat] = geometry.coordinates;
      const marker = properties.count > 1 ? this.makeCluster(lat, lon, properties) : this.makePoint(lat, lon, properties);
      this.points.addLayer(marker);
    }
    if (wasInside && focused && !this.element.contains(document.activeElement)) this.restoreFocus(focused);
  }

  restoreFocus(label) {
    const same = [...this.element.querySelectorAll("[aria-label]")].find((one) => one.getAttribute("aria-label") === label);
    (same ?? this.element).focus({ preventScroll: true });
  }

  makeCluster(lat, lon, { count }) {
    const number = count.toLocaleString("fr-FR");
    const marker = this.makeMarker(lat, lon, "map-cluster", CLUSTER_PX + DIGIT_PX * Math.max(0, number.length - 3), number, `${number} ${this.element.dataset.cluster}`);
    marker.on("click", () => this.map.setView([lat, lon], Math.min(this.map.getZoom() + 2, CLOSEST_ZOOM)));
    return marker;
  }

  makePoint(lat, lon, properties) {
    const bond = BONDS.has(properties.bond) ? properties.bond : "none";
    const drawing = bond === "none" ? "" : `<svg class="mark" aria-hidden="true"><use href="#mark-${bond}"/></svg>`;
    const marker = this.makeMarker(lat, lon, `map-point map-point-${bond}`, POINT_PX, drawing, properties.name);
    const words = makeElement("div", {}, makeElement("a", { href: properties.url }, properties.name));
    if (properties.where) words.append(makeElement("p", {}, properties.where));
    marker.bindPopup(words, { minWidth: 180 });
    marker.on("popupopen", () => { this.opened = marker; });
    marker.on("popupclose", () => this.leavePopup(marker));
    return marker;
  }

  makeMarker(lat, lon, className, size, html, label) {
    const icon = this.leaflet.divIcon({ className, html, iconSize: [size, size] });
    const marker = this.leaflet.marker([lat, lon], { icon, riseOnHover: true });
    marker.on("add", () => marker.getElement().setAttribute("aria-label", label));
    return marker;
  }

  enterPopup(popup) {
    const close = popup.getElement().querySelector(".leaflet-popup-close-button");
    close?.setAttribute("aria-label", this.element.dataset.close);
    popup.getElement().querySelector("a[href]:not([role])")?.focus({ preventScroll: true });
  }

  leavePopup(marker) {
    this.opened = null;
    marker.getElement()?.focus({ preventScroll: true });
  }

  /** Follow the list: a swapped section says where its points are. */
  async follow(pointsUrl) {
    if (pointsUrl === this.pointsUrl) return;
    this.pointsUrl = pointsUrl;
    this.map.closePopup();
    await this.showAll();
  }
}

function sayFailure(element) {
  const status = element.closest(".map-panel")?.querySelector("[data-map-status]");
  if (status) status.textContent = status.dataset.failed;
}

async function startMap(element) {
  if (element.dataset.started) return;
  element.dataset.started = "yes";
  try {
    const leaflet = await loadLeaflet(element.dataset.leaflet, element.dataset.leafletSheet);
    const map = new OccasionMap(leaflet, element);
    await map.start();
    document.addEventListener("htmx:afterSettle", () => {
      const results = document.getElementById(element.dataset.results);
      if (results?.dataset.pointsUrl) map.follow(results.dataset.pointsUrl).catch(() => sayFailure(element));
    });
  } catch (error) {
    element.hidden = true;
    sayFailure(element);
    throw error;
  }
}

/** Show each map, and load Leaflet only once the map is unfolded. */
function prepareMaps() {
  for (const element of document.querySelectorAll("[data-map]:not([data-prepared])")) {
    element.dataset.prepared = "yes";
    const panel = element.closest(".map-panel");
    panel.hidden = false;
    if (panel.open) startMap(element);
    panel.addEventListener("toggle", () => { if (panel.open) startMap(element); });
  }
}

prepareMaps();
document.addEventListener("htmx:afterSettle", prepareMaps);
