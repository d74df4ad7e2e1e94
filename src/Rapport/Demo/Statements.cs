namespace Rapport.Demo;

/// <summary>What a person has to say depends on this.</summary>
internal sealed record Speaker
{
    /// <summary>The town where she works.</summary>
    public required string Town { get; init; }

    /// <summary>Whom she sees: adults, older, teens, children, couples, families, groups; the first one first.</summary>
    public required IReadOnlyList<string> Audience { get; init; }

    /// <summary>Issue codes, the weightiest first.</summary>
    public required IReadOnlyList<string> Issues { get; init; }

    public required IReadOnlyList<string> Approaches { get; init; }

    /// <summary>What else is worth a sentence: online, room, prescribes, prelicensed, money.</summary>
    public required IReadOnlyList<string> Extras { get; init; }
}

/// <summary>In which languages a person writes her statements.</summary>
internal enum WrittenIn
{
    English,
    Spanish,
    Both,
}

/// <summary>Writes the three statements of a person.</summary>
internal sealed class Statements(Grammar grammar)
{
    // Together at least 90 words: each statement goes on until it has its own share of them.
    private const int LeastWords = 34;

    private readonly Voice _voice = new(grammar);
    private Chance _chance = new(0, 0);

    public (string WhoIHelp, string HowWeWork, string AboutMe) Write(Speaker speaker, WrittenIn written, Chance chance)
    {
        _chance = chance;
        _voice.Begin(chance, speaker.Town);
        return (
            Statement(written, language => WhoIHelp(speaker, language)),
            Statement(written, language => HowWeWork(speaker, language)),
            Statement(written, AboutMe));
    }

    private string Statement(WrittenIn written, Action<string> say)
    {
        _voice.NewStatement();
        if (written != WrittenIn.Spanish)
        {
            say("");
        }
        if (written != WrittenIn.English)
        {
            _voice.NewParagraph();
            say("es.");
        }
        return _voice.Statement();
    }

    private void WhoIHelp(Speaker speaker, string language)
    {
        var least = LeastWords + _chance.Below(24);
        _voice.Say(language + "who." + speaker.Audience[0]);
        if (speaker.Audience.Count > 1 && _chance.Whether(0.4))
        {
            _voice.Say(language + "who." + speaker.Audience[1 + _chance.Below(speaker.Audience.Count - 1)]);
        }
        Ordinary(language + "who");
        var scenes = 0;
        foreach (var issue in speaker.Issues)
        {
            if (_voice.Words >= least - 10 && scenes > 0)
            {
                break;
            }
            scenes += _voice.Say(language + "scene." + issue) ? 1 : 0;
        }
        if (scenes == 0)
        {
            _voice.Say(language + "scene.general");
        }
        _voice.Say(language + "who.close");
        Until(least, language, "who.close", "scene.general");
    }

    private void HowWeWork(Speaker speaker, string language)
    {
        var least = LeastWords + _chance.Below(26);
        if (_chance.Whether(0.6))
        {
            _voice.Say(language + "work.first");
        }
        var approaches = 1 + _chance.Below(2);
        foreach (var approach in speaker.Approaches)
        {
            approaches -= approaches > 0 && _voice.Say(language + "approach." + approach) ? 1 : 0;
        }
        var audience = _chance.Of(speaker.Audience);
        if (_chance.Whether(0.7))
        {
            _voice.Say(language + "work." + audience);
        }
        if (speaker.Extras.Count > 0)
        {
            _voice.Say(language + "work." + _chance.Of(speaker.Extras));
        }
        Ordinary(language + "work");
        _voice.Say(language + "work.pace");
        Until(least, language, "work.pace");
        if (_chance.Whether(0.4))
        {
            _voice.Say(language + "work.close");
        }
    }

    private void AboutMe(string language)
    {
        var least = LeastWords + _chance.Below(22);
        _voice.Say(language + "about.past");
        if (_chance.Whether(0.3))
        {
            _voice.Say(language + "about.past");
        }
        _voice.Say(language + "about.love");
        Ordinary(language + "about");
        if (_chance.Whether(0.4))
        {
            Ordinary(language + "about");
        }
        if (_chance.Whether(0.8))
        {
            _voice.Say(language + (_chance.Whether(0.65) ? "about.more" : "about.know"));
        }
        if (_chance.Whether(0.6))
        {
            _voice.Say(language + "about.belief");
        }
        Until(least, language, "about.love", "about.belief", "about.past");
        if (_chance.Whether(0.25))
        {
            _voice.Say(language + "about.close");
        }
    }

    /// <summary>Adds a sentence about ordinary days, where most of the everyday words are.</summary>
    private void Ordinary(string statement)
    {
        if (!(_chance.Whether(0.5) && _voice.Say(statement + ".kinds")))
        {
            _voice.Say(statement + ".days");
        }
    }

    /// <summary>Says more from these sections, the first ones first, until there are enough words or no sentence is left.</summary>
    private void Until(int least, string language, params ReadOnlySpan<string> sections)
    {
        foreach (var section in sections)
        {
            while (_voice.Words < least && _voice.Say(language + section))
            {
            }
        }
    }
}
