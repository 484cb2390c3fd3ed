/* Everyday notation (compiled.py) to JSON, for where there was a C compiler when guidelint was installed.

as_json() takes the UTF-8 bytes of a file and gives its values as JSON text, or None for whatever it leaves to the reference
(values.py): rare notation, long files, deep ones, mappings of very many keys, and all that the reference refuses. Its
input is not trusted: nothing is read beyond its end, nothing written beyond the room that was made, and nesting is bounded.
tests/source/test_everyday.py holds it against the reference.

places() takes the same and tells where each value stands (marks.py). */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum { MAX_BYTES = 100000, MAX_LEVELS = 30, MAX_FLOW = 10, MAX_KEYS = 256 };
enum { NO_OWNER = -1, NOT_BEGUN = -2 };

typedef struct {
    const char *at, *end;
} Text;

/* Where a value and its key stand, counted in characters; a key that has none stands where its value begins. */
typedef struct {
    int start, end; /* -1 where nothing is written */
    int key_start, key_end;
    int next;  /* number of the value that comes after this one and all that is in it */
    int style; /* the mark that a scalar opens with, 0 for none */
} Place;

typedef struct {
    int indent, first_key;
    bool is_list, is_empty;
    int place;
} Level;

typedef struct {
    Text text;         /* what is not yet read; begins at NULL when the last line has been */
    char *out, *limit; /* where the next character of JSON goes, and the end of the room for it; NULL where nobody asks */
    Level levels[MAX_LEVELS];
    Text keys[MAX_KEYS]; /* of the open mappings, from the top down */
    int depth, key_count;
    int owner; /* the indent of a key whose value must follow */
    Place *places; /* of the values in the order in which they begin; NULL where nobody asks */
    int place_count, most_places;
    int value; /* number of the last value that has begun, or whose key has */
    int last_end; /* where the last scalar, flow collection or key ends */
    const char *counted; /* so far characters are counted */
    int characters;
} Reader;

/* ---- characters ---- */

static bool is_key_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_key_part(char c) { return is_key_start(c) || is_digit(c) || c == '-'; }

/* What no word in brackets may hold; no plain scalar begins with it, nor with a space or a dash. */
static bool is_indicator(char c) {
    switch (c) {
    case '?': case ':': case ',': case '[': case ']': case '{': case '}': case '#': case '&': case '*':
    case '!': case '|': case '>': case '\'': case '"': case '%': case '@': case '`':
        return true;
    default:
        return false;
    }
}

/* Whether a byte may begin what is foreign; without branches, so that a compiler can have many looked at together. */
static int is_suspect(unsigned char c) {
    return ((c < 0x20) & (c != '\n')) | (c == 0x7f) | (c == 0xc2) | (c == 0xe2) | (c == 0xed) | (c == 0xef);
}

/* A tab, lone CR, control character, surrogate, YAML's further line breaks, and a byte order mark. */
static bool is_foreign(const unsigned char *p, const unsigned char *end) {
    unsigned char c = *p, second = end - p > 1 ? p[1] : 0, third = end - p > 2 ? p[2] : 0;
    if (c < 0x20)
        return c != '\n' && !(c == '\r' && second == '\n');
    if (c == 0xc2)
        return second < 0xa0;
    if (c == 0xe2)
        return second == 0x80 && (third == 0xa8 || third == 0xa9);
    if (c == 0xed)
        return second >= 0xa0;
    if (c == 0xef)
        return (second == 0xbb && third == 0xbf) || (second == 0xbf && third >= 0xbe);
    return c == 0x7f;
}

static bool has_foreign(Text text) {
    const unsigned char *block = (const unsigned char *)text.at, *end = (const unsigned char *)text.end;
    while (block < end) {
        const unsigned char *stop = end - block > 32 ? block + 32 : end;
        int suspects = 0;
        for (const unsigned char *p = block; p < stop; p++)
            suspects |= is_suspect(*p);
        for (; suspects && block < stop; block++)
            if (is_foreign(block, end))
                return true;
        block = stop;
    }
    return false;
}

/* A space that is none in YAML, but which the quick reader does not take for the first character of a word in brackets. */
static bool begins_with_wide_space(Text text) {
    static const char *const SPACES[] = {"\xc2\xa0", "\xe1\x9a\x80", "\xe2\x80\xaf", "\xe2\x81\x9f", "\xe3\x80\x80"};
    for (size_t n = 0; n < sizeof SPACES / sizeof *SPACES; n++) {
        size_t size = strlen(SPACES[n]);
        if ((size_t)(text.end - text.at) >= size && memcmp(text.at, SPACES[n], size) == 0)
            return true;
    }
    return text.end - text.at >= 3 && memcmp(text.at, "\xe2\x80", 2) == 0 && (unsigned char)text.at[2] <= 0x8a;
}

static const char *skip_spaces(Text text) {
    while (text.at < text.end && *text.at == ' ')
        text.at++;
    return text.at;
}

static bool begins_with(Text text, char c) { return text.at < text.end && *text.at == c; }

/* Whether nothing but spaces and a comment is left of a line. */
static bool is_over(Text rest) {
    const char *p = skip_spaces(rest);
    return p == rest.end || (*p == '#' && p > rest.at);
}

/* ---- places; where they are not asked for, none of this does anything ---- */

/* The number of characters before `p`, which never goes back. */
static int characters_before(Reader *r, const char *p) {
    int characters = 0;
    for (const char *c = r->counted; c < p; c++)
        characters += ((unsigned char)*c & 0xc0) != 0x80;
    r->counted = p;
    return r->characters += characters;
}

/* A value comes, whose key this is; one in a list has an empty key where it begins. */
static bool announce(Reader *r, Text key) {
    if (r->places == NULL)
        return true;
    if (r->place_count == r->most_places)
        return false;
    int start = characters_before(r, key.at), end = characters_before(r, key.end);
    r->value = r->place_count++;
    r->places[r->value] = (Place){-1, -1, start, end, r->place_count, 0};
    r->last_end = end;
    return true;
}

static void begin(Reader *r, int value, const char *start) {
    if (r->places != NULL)
        r->places[value].start = characters_before(r, start);
}

static void finish_with_the_last(Reader *r, int value) {
    if (r->places != NULL) {
        r->places[value].end = r->last_end;
        r->places[value].next = r->place_count;
    }
}

static void finish(Reader *r, int value, const char *end, char style) {
    if (r->places != NULL) {
        r->last_end = characters_before(r, end);
        r->places[value].style = style;
        finish_with_the_last(r, value);
    }
}

/* ---- writing ---- */

static bool put(Reader *r, const char *text, size_t size) {
    if (r->out == NULL)
        return true;
    if ((size_t)(r->limit - r->out) < size)
        return false;
    memcpy(r->out, text, size);
    r->out += size;
    return true;
}

static bool put_char(Reader *r, char c) { return put(r, &c, 1); }

/* Characters of a string; `doubled` is a quotation mark that stands twice for itself. */
static bool put_characters(Reader *r, Text text, char doubled) {
    if (r->out == NULL)
        return true;
    if (r->limit - r->out < 2 * (text.end - text.at))
        return false;
    for (const char *p = text.at; p < text.end; p++) {
        if (*p == '"' || *p == '\\')
            *r->out++ = '\\';
        *r->out++ = *p;
        if (doubled != '\0' && *p == doubled)
            p++;
    }
    return true;
}

static bool put_string(Reader *r, Text text, char doubled) {
    return put_char(r, '"') && put_characters(r, text, doubled) && put_char(r, '"');
}

static const char *digits(Text text) {
    while (text.at < text.end && is_digit(*text.at))
        text.at++;
    return text.at;
}

/* Whether a word is a decimal number as plain.py knows it. */
static bool is_number(Text word) {
    if (begins_with(word, '-'))
        word.at++;
    const char *whole = digits(word);
    ptrdiff_t size = whole - word.at;
    if (size < 1 || size > 18 || (size > 1 && *word.at == '0'))
        return false;
    if (whole == word.end)
        return true;
    Text fraction = {whole + 1, word.end};
    size = word.end - fraction.at;
    return *whole == '.' && size >= 1 && size <= 17 && digits(fraction) == word.end;
}

static bool is_word(Text text, const char *word) {
    return (size_t)(text.end - text.at) == strlen(word) && memcmp(text.at, word, strlen(word)) == 0;
}

/* A plain scalar: text, unless it is a constant or a number. */
static bool put_plain(Reader *r, Text word) {
    if (is_word(word, "~"))
        return put(r, "null", 4);
    if (is_word(word, "-0"))
        return false; /* a float in JSON */
    if (is_word(word, "true") || is_word(word, "false") || is_word(word, "null") || is_number(word))
        return put(r, word.at, (size_t)(word.end - word.at));
    return put_string(r, word, '\0');
}

/* ---- scalars and flow collections: each gives where it ends, NULL where it is none of ours ---- */

static const char *quoted(Reader *r, Text text) {
    char mark = *text.at++;
    for (const char *p = text.at; p < text.end; p++) {
        if (*p == '\\' && mark == '"')
            return NULL;
        if (*p != mark)
            continue;
        if (mark == '\'' && p + 1 < text.end && p[1] == '\'')
            p++;
        else
            return put_string(r, (Text){text.at, p}, mark == '\'' ? mark : '\0') ? p + 1 : NULL;
    }
    return NULL;
}

static const char *negative(Reader *r, Text text) {
    const char *p = text.at + 1;
    if (p == text.end || !is_digit(*p))
        return NULL;
    while (p < text.end && (is_digit(*p) || *p == '.'))
        p++;
    return put_plain(r, (Text){text.at, p}) ? p : NULL;
}

static const char *plain(Reader *r, Text text) {
    if (*text.at == '-')
        return negative(r, text);
    if (is_indicator(*text.at))
        return NULL;
    const char *p = text.at;
    while (p < text.end) {
        if (*p == ' ') {
            const char *next = skip_spaces((Text){p, text.end});
            if (next == text.end || *next == '#')
                break;
            p = next;
        } else if (*p == ':' && (p + 1 == text.end || p[1] == ' ')) {
            return NULL;
        } else {
            p++;
        }
    }
    return put_plain(r, (Text){text.at, p}) ? p : NULL;
}

static const char *plain_in_flow(Reader *r, Text text) {
    if (*text.at == '-')
        return negative(r, text);
    if (is_indicator(*text.at) || begins_with_wide_space(text))
        return NULL;
    const char *p = text.at;
    while (p < text.end && !is_indicator(*p))
        p++;
    const char *end = p;
    while (end[-1] == ' ')
        end--;
    return put_plain(r, (Text){text.at, end}) ? p : NULL;
}

/* A scalar on one line, whose place leaves out the spaces after it. */
static const char *scalar(Reader *r, Text text, bool is_in_flow) {
    bool is_quoted = *text.at == '"' || *text.at == '\'';
    char style = is_quoted ? *text.at : '\0';
    begin(r, r->value, text.at);
    const char *after = is_quoted ? quoted(r, text) : is_in_flow ? plain_in_flow(r, text) : plain(r, text);
    const char *last = after;
    while (last != NULL && last > text.at && last[-1] == ' ')
        last--;
    if (last != NULL)
        finish(r, r->value, last, style);
    return after;
}

/* The key at the start of the text, with the colon behind it left out; empty where there is none. */
static Text key_of(Text text) {
    const char *p = text.at;
    if (p < text.end && is_key_start(*p))
        while (p < text.end && is_key_part(*p))
            p++;
    bool is_key = p > text.at && p < text.end && *p == ':' && (p + 1 == text.end || p[1] == ' ');
    return (Text){text.at, is_key ? p : text.at};
}

/* A key of the mapping whose keys begin with number `first`; each may stand there once. */
static bool put_key(Reader *r, Text key, int first) {
    size_t size = (size_t)(key.end - key.at);
    for (int n = first; n < r->key_count; n++)
        if ((size_t)(r->keys[n].end - r->keys[n].at) == size && memcmp(r->keys[n].at, key.at, size) == 0)
            return false;
    if (r->key_count == MAX_KEYS)
        return false;
    r->keys[r->key_count++] = key;
    return announce(r, key) && put_string(r, key, '\0') && put_char(r, ':');
}

static const char *flow(Reader *r, Text text, int depth) {
    char close = *text.at == '{' ? '}' : ']';
    int first_key = r->key_count, value = r->value;
    begin(r, value, text.at);
    if (depth == MAX_FLOW || !put_char(r, *text.at++))
        return NULL;
    text.at = skip_spaces(text);
    if (begins_with(text, close)) {
        finish(r, value, text.at + 1, '\0');
        return put_char(r, close) ? text.at + 1 : NULL;
    }
    while (true) {
        text.at = skip_spaces(text);
        if (close == '}') {
            Text key = key_of(text);
            if (key.end == key.at || !put_key(r, key, first_key))
                return NULL;
            text.at = skip_spaces((Text){key.end + 1, text.end});
        } else if (!announce(r, (Text){text.at, text.at})) {
            return NULL;
        }
        if (text.at == text.end)
            return NULL;
        bool is_nested = *text.at == '[' || *text.at == '{';
        text.at = is_nested ? flow(r, text, depth + 1) : scalar(r, text, true);
        if (text.at == NULL)
            return NULL;
        text.at = skip_spaces(text);
        if (begins_with(text, close)) {
            finish(r, value, text.at + 1, '\0');
            r->key_count = first_key;
            return put_char(r, close) ? text.at + 1 : NULL;
        }
        if (text.end - text.at < 2 || text.at[0] != ',' || text.at[1] != ' ' || !put_char(r, ','))
            return NULL;
        text.at += 2;
    }
}

/* ---- lines ---- */

/* The next line without its break; whether there was one. */
static bool next_line(Reader *r, Text *line) {
    if (r->text.at == NULL)
        return false;
    const char *end = memchr(r->text.at, '\n', (size_t)(r->text.end - r->text.at));
    *line = (Text){r->text.at, end != NULL ? end : r->text.end};
    r->text.at = end != NULL ? end + 1 : NULL;
    if (end != NULL && line->end > line->at && line->end[-1] == '\r')
        line->end--;
    return true;
}

/* The evenly indented lines of a block scalar below a key at the indent `parent`. */
static bool block(Reader *r, Text header, int parent) {
    bool is_folded = *header.at++ == '>', is_stripped = begins_with(header, '-');
    header.at += is_stripped;
    if (!is_over(header) || !put_char(r, '"'))
        return false;
    ptrdiff_t indent = -1;
    while (true) {
        const char *start = r->text.at;
        Text line;
        if (!next_line(r, &line))
            return false;
        Text words = {skip_spaces(line), line.end};
        if (r->text.at == NULL) { /* a last line without a break would end the scalar without one */
            if (line.at < line.end || indent < 0)
                return false;
            break;
        }
        ptrdiff_t own = words.at - line.at;
        if (words.at == words.end || (indent < 0 ? own <= parent : own > indent))
            return false;
        if (own < indent) {
            if (*words.at == '#')
                return false;
            r->text.at = start;
            break;
        }
        if (indent >= 0 && !put(r, is_folded ? " " : "\\n", is_folded ? 1 : 2))
            return false;
        indent = own;
        if (!put_characters(r, words, '\0'))
            return false;
    }
    return (is_stripped || put(r, "\\n", 2)) && put_char(r, '"');
}

static bool open_level(Reader *r, const char *start, int indent, bool is_list) {
    if (r->depth == MAX_LEVELS)
        return false;
    r->levels[r->depth++] = (Level){indent, r->key_count, is_list, true, r->value};
    begin(r, r->value, start);
    return put_char(r, is_list ? '[' : '{');
}

static bool close_level(Reader *r) {
    Level *level = &r->levels[--r->depth];
    r->key_count = level->first_key;
    finish_with_the_last(r, level->place);
    return put_char(r, level->is_list ? ']' : '}');
}

/* Begin and end collections so that the next line, which begins at `start` behind `indent` spaces, belongs to the innermost. */
static bool enter(Reader *r, const char *start, int indent, bool is_item) {
    if (r->owner >= 0 && (indent > r->owner || (indent == r->owner && is_item))) {
        if (!open_level(r, start, indent, is_item))
            return false;
    } else if (r->owner >= 0 && !put(r, "null", 4)) {
        return false;
    }
    Level *level = &r->levels[r->depth - 1];
    while (level->indent > indent || (level->indent == indent && level->is_list && !is_item)) {
        if (r->depth == 1 || !close_level(r))
            return false;
        level = &r->levels[r->depth - 1];
    }
    if (level->indent != indent || level->is_list != is_item)
        return false;
    bool is_first = level->is_empty;
    level->is_empty = false;
    return is_first || put_char(r, ',');
}

static bool read_value(Reader *r, Text text, bool has_key, int indent) {
    char first = *text.at;
    if (first == '|' || first == '>') {
        begin(r, r->value, text.at);
        if (!has_key || !block(r, text, indent))
            return false;
        finish(r, r->value, r->text.at != NULL ? r->text.at : r->text.end, first);
        return true;
    }
    if (first == '[' || first == '{') {
        text.at = flow(r, text, 0);
        return text.at != NULL && skip_spaces(text) == text.end;
    }
    text.at = scalar(r, text, false);
    return text.at != NULL && is_over(text);
}

static bool read_line(Reader *r, Text line) {
    Text rest = {skip_spaces(line), line.end};
    if (rest.at == rest.end || *rest.at == '#')
        return true;
    if (r->owner == NOT_BEGUN && is_word(line, "---")) {
        r->owner = NO_OWNER;
        return true;
    }
    const char *start = rest.at;
    int outer = (int)(start - line.at);
    bool is_item = rest.end - rest.at > 1 && rest.at[0] == '-' && rest.at[1] == ' ';
    if (is_item)
        rest.at = skip_spaces((Text){rest.at + 1, rest.end});
    int inner = (int)(rest.at - line.at);
    Text key = key_of(rest);
    bool has_key = key.end > key.at;
    if ((!is_item && !has_key) || rest.at == rest.end || *rest.at == '#' || !enter(r, start, outer, is_item))
        return false;
    r->owner = NO_OWNER;
    if (is_item && !announce(r, (Text){rest.at, rest.at}))
        return false;
    if (!has_key)
        return read_value(r, rest, false, inner);
    if (is_item && !open_level(r, rest.at, inner, false))
        return false;
    Level *level = &r->levels[r->depth - 1];
    level->is_empty = false;
    if (!put_key(r, key, level->first_key))
        return false;
    rest.at = key.end + 1;
    if (is_over(rest)) {
        r->owner = inner;
        return true;
    }
    rest.at = skip_spaces(rest);
    return read_value(r, rest, true, inner);
}

static bool read_all(Reader *r) {
    Text line;
    const char *start = r->text.at;
    if (has_foreign(r->text) || !announce(r, (Text){start, start}) || !open_level(r, start, 0, false))
        return false;
    while (next_line(r, &line))
        if (!read_line(r, line))
            return false;
    if (r->levels[0].is_empty || (r->owner >= 0 && !put(r, "null", 4)))
        return false;
    while (r->depth > 0)
        if (!close_level(r))
            return false;
    return true;
}

static PyObject *read_bytes(PyObject *raw, bool for_places) {
    char *bytes;
    Py_ssize_t size;
    if (PyBytes_AsStringAndSize(raw, &bytes, &size) < 0)
        return NULL;
    if (size > MAX_BYTES)
        Py_RETURN_NONE;
    /* `a:` and its break, three characters, become nine: "a":null, and no notation grows by more. A value takes
       two characters at least with what parts it from others. */
    size_t room = for_places ? ((size_t)size / 2 + 2) * sizeof(Place) : 4 * (size_t)size + 64;
    void *made = PyMem_Malloc(room);
    if (made == NULL)
        return PyErr_NoMemory();
    Reader reader = {.text = {bytes, bytes + size}, .owner = NOT_BEGUN, .counted = bytes};
    if (for_places) {
        reader.places = made;
        reader.most_places = (int)size / 2 + 2;
    } else {
        reader.out = made;
        reader.limit = reader.out + room;
    }
    bool is_read = read_all(&reader);
    size_t used = for_places ? (size_t)reader.place_count * sizeof(Place) : (size_t)(reader.out - (char *)made);
    PyObject *result = is_read ? PyBytes_FromStringAndSize(made, (Py_ssize_t)used) : Py_NewRef(Py_None);
    PyMem_Free(made);
    return result;
}

static PyObject *as_json(PyObject *module, PyObject *raw) { return read_bytes(raw, false); }
static PyObject *places(PyObject *module, PyObject *raw) { return read_bytes(raw, true); }

static PyMethodDef METHODS[] = {
    {"as_json", as_json, METH_O, "The values of a file in everyday notation as JSON; None where it is another."},
    {"places", places, METH_O, "Where the values of a file in everyday notation stand; None where it is another."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef MODULE = {
    PyModuleDef_HEAD_INIT, .m_name = "_everyday", .m_doc = "The quick reader, compiled.", .m_size = 0, .m_methods = METHODS,
};

PyMODINIT_FUNC PyInit__everyday(void) { return PyModuleDef_Init(&MODULE); }
