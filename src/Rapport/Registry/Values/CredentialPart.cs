namespace Rapport.Registry.Values;

/// <summary>
/// What stands between two commas of a credential text, word by word. A word that says "not yet" or "no longer" takes the
/// licences of its part away, or those of the part beside it when it stands alone: "LMFT (EXPIRED)", "LPC, INTERN".
/// Where the vocabulary has a word for being on the way to that licence, this is what is left.
/// </summary>
internal sealed class CredentialPart(CredentialCodes codes)
{
    private sealed record Piece(string Typed, IReadOnlyList<string> Codes, bool IsNumber = false)
    {
        public string Key { get; } = CredentialCodes.Key(Typed);

        public bool IsLoose => Codes.Count == 0 && !IsNumber;
    }

    private readonly List<Piece> _pieces = [];

    /// <summary>Adds a word and the codes that it stands for.</summary>
    public void AddCodes(string typed, IReadOnlyList<string> found) => _pieces.Add(new Piece(typed, found));

    /// <summary>Adds a licence number with the codes that were glued to it, if any.</summary>
    public void AddNumber(string typed, IReadOnlyList<string> found) => _pieces.Add(new Piece(typed, found, IsNumber: true));

    /// <summary>Adds a word that was not understood.</summary>
    public void AddUnknown(string typed) => _pieces.Add(new Piece(typed, []));

    /// <summary>Whether the last word was not understood.</summary>
    public bool EndsUnknown => _pieces is [.., { IsLoose: true }];

    /// <summary>Takes away, in all parts, what is said not to be held.</summary>
    public static void TakeAway(IReadOnlyList<CredentialPart> parts)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            var part = parts[i];
            var words = part.Saying();
            if (words.Count > 0 && part._pieces.Exists(piece => piece.Codes.Count > 0))
            {
                part.TakeAway(words, part._pieces.IndexOf(words[0]));
            }
            else if (words.Count > 0 && part._pieces.TrueForAll(piece => words.Contains(piece) || NotHeld.IsBetween(piece.Key)))
            {
                // Who is retired is so from all that she has said before.
                var past = words.Exists(word => NotHeld.IsPast(word.Key));
                var beside = i > 0 ? parts.Take(i).Reverse() : parts.Skip(1);
                foreach (var other in past ? beside : beside.Take(1))
                {
                    if (other.TakeAway(part._pieces, i > 0 ? other._pieces.Count : 0))
                    {
                        part._pieces.Clear();
                    }
                }
            }
            if (part._pieces.Exists(piece => piece.IsLoose && NotHeld.IsBeforeDoctorate(piece.Key)))
            {
                foreach (var of in part._pieces.Exists(part.IsDoctorate) ? [part] : parts)
                {
                    of.Forget(of.IsDoctorate);
                }
            }
        }
    }

    /// <summary>Each piece that is left, what is not understood joined to one.</summary>
    public void Tell(Action<IReadOnlyList<string>> read, Action<string> number, Action<string> unknown)
    {
        var loose = new List<string>();
        foreach (var piece in _pieces)
        {
            if (piece.IsLoose)
            {
                loose.Add(piece.Typed);
                continue;
            }
            Flush();
            read(piece.Codes);
            if (piece.IsNumber)
            {
                number(piece.Typed);
            }
        }
        Flush();

        void Flush()
        {
            if (loose.Count > 0)
            {
                unknown(string.Join(' ', loose));
                loose.Clear();
            }
        }
    }

    private List<Piece> Saying() => _pieces.FindAll(piece => piece.IsLoose && NotHeld.Is(piece.Key));

    // Returns whether the words were understood with a licence, so that nothing of them is left to tell.
    private bool TakeAway(List<Piece> words, int at)
    {
        var past = words.Exists(word => NotHeld.IsPast(word.Key));
        var study = words.Exists(word => NotHeld.IsOfStudy(word.Key))
            && !words.Concat(_pieces).Any(piece => piece.IsLoose && NotHeld.IsOfLicensure(piece.Key));
        bool Licence(Piece piece) => piece.Codes.Any(code => codes.Level(code) is "independent" or "varies" || (past && codes.Level(code) != "degree"));
        bool Degree(Piece piece) => piece.Codes.Any(code => codes.Level(code) == "degree");
        // "LPC PHD IN PROGRESS" is about the degree, "MSW PENDING LCSW" about the licence.
        while (at > 0 && _pieces[at - 1] is { IsLoose: true } joining && NotHeld.IsBetween(joining.Key))
        {
            at--;
        }
        var ofDegree = study && at > 0 && Degree(_pieces[at - 1]) && !_pieces.Skip(at).Any(Licence);
        if (ofDegree || (study && !_pieces.Exists(Licence)))
        {
            var degree = ofDegree ? at - 1 : _pieces.FindIndex(Degree);
            if (degree >= 0)
            {
                _pieces[degree] = _pieces[degree] with { Codes = [] };
            }
            return false;
        }
        var licences = _pieces.FindAll(Licence);
        if (licences is [{ Codes: [var only], IsNumber: false }] && !past
            && codes.OnTheWay(only, licences[0].Typed, Keys(words), before: at == 0) is { } coming)
        {
            _pieces[_pieces.IndexOf(licences[0])] = licences[0] with { Codes = [coming] };
            _pieces.RemoveAll(piece => words.Contains(piece) || (piece.IsLoose && NotHeld.IsBetween(piece.Key)));
            return true;
        }
        Forget(Licence);
        return false;
    }

    // "LIMITED PERMIT" and "IN TRAINING" are one word of two.
    private List<string> Keys(List<Piece> words)
    {
        var around = words.TrueForAll(_pieces.Contains) ? _pieces.FindAll(piece => piece.IsLoose) : words;
        return [.. words.Select(word => word.Key), string.Concat(around.Select(word => word.Key))];
    }

    private bool IsDoctorate(Piece piece) => piece.Codes.Any(codes.IsDoctorate);

    private void Forget(Predicate<Piece> which)
    {
        for (var i = 0; i < _pieces.Count; i++)
        {
            if (which(_pieces[i]))
            {
                _pieces[i] = _pieces[i] with { Codes = [] };
            }
        }
    }
}
