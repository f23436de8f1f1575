/** A text that can be fetched: its address, size and checksum. */
export type Book = {
  /** The name of the cached file without `.txt`: lower-case letters, digits and hyphens. */
  readonly name: string;
  readonly title: string;
  readonly author: string;
  readonly url: string;
  /** Size in bytes. */
  readonly bytes: number;
  /** SHA-256 in hexadecimal. */
  readonly sha256: string;
};

/**
 * Public-domain books by name. Each address is pinned to a commit of a public repository, because the files of Project
 * Gutenberg itself change as they are corrected. A text may have the header and footer of Project Gutenberg, which
 * `readText` strips.
 */
export const books = {
  alice: {
    name: "alice",
    title: "Alice's Adventures in Wonderland",
    author: "Lewis Carroll",
    url: "https://raw.githubusercontent.com/gutenbergbooks/11/5e5120e12a58a10254e0e6a42661d887e61c2aac/11-0.txt",
    bytes: 151_095,
    sha256: "f17aa0bf7466424a8b357b688678666bad7a0148963ef349016a3098faa6bd1e",
  },
  manifesto: {
    name: "manifesto",
    title: "The Communist Manifesto (English edition of 1888)",
    author: "Karl Marx and Friedrich Engels",
    url: "https://raw.githubusercontent.com/GITenberg/The-Communist-Manifesto_61/6890cd5387259416683ce7744f6cb55676413029/61.txt",
    bytes: 94_275,
    sha256: "8c852079cb029e17ca2e3fa5d8c57f0e828ebf0bf544ed55e246fd5d751a4bb1",
  },
  shakespeare: {
    name: "shakespeare",
    title: "Tiny Shakespeare (40 000 lines of the plays, as character models are compared on)",
    author: "William Shakespeare",
    url: "https://raw.githubusercontent.com/karpathy/char-rnn/6f9487a6fe5b420b7ca9afb0d7c078e37c1d1b4e/data/tinyshakespeare/input.txt",
    bytes: 1_115_394,
    sha256: "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed",
  },
  frankenstein: {
    name: "frankenstein",
    title: "Frankenstein; or, the Modern Prometheus",
    author: "Mary Wollstonecraft Shelley",
    url: "https://raw.githubusercontent.com/gutenbergbooks/84/8bd92d5ea00b020a3b1224f3558019e5b4024f94/84-0.txt",
    bytes: 421_530,
    sha256: "f572837d92b31a857df4f6d0612e54f4bd8003d134367ae6a35ef444b9a8336b",
  },
  pride: {
    name: "pride",
    title: "Pride and Prejudice",
    author: "Jane Austen",
    url: "https://raw.githubusercontent.com/gutenbergbooks/1342/041e520899f9a02af517d6cb253bc1fdfbf923e2/1342-0.txt",
    bytes: 737_944,
    sha256: "86dab871eec9c0cef97f4cb6313f86c6cc48f6f7809534e65cd3f1c1d486d247",
  },
  sherlock: {
    name: "sherlock",
    title: "The Adventures of Sherlock Holmes",
    author: "Arthur Conan Doyle",
    url: "https://raw.githubusercontent.com/gutenbergbooks/1661/4583fe51c670727bf1edf51b41e7b67b7736224a/1661-0.txt",
    bytes: 575_796,
    sha256: "e21895308fe6da6919abc53e2cf77d81f914887897546153cc5d49b2eadefe50",
  },
  "moby-dick": {
    name: "moby-dick",
    title: "Moby-Dick; or, The Whale",
    author: "Herman Melville",
    url: "https://raw.githubusercontent.com/gutenbergbooks/2701/a002fe509562e55a6fc4bab6765360f97e47a227/2701-0.txt",
    bytes: 1_234_589,
    sha256: "1fc8b162929e0e095ad636c6364a59cb634e5097933eb7735bf2c251f685d274",
  },
} as const satisfies Readonly<Record<string, Book>>;

/** The name of a book in the catalogue. */
export type BookName = keyof typeof books;
