import { createRoot } from "react-dom/client";
import { Race } from "./race.jsx";

createRoot(document.getElementById("root")).render(<Race length={12} />);
