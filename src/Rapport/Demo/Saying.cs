using Rapport.Profiles;

namespace Rapport.Demo;

/// <summary>When one person said what: each fact has a day of its own, none after the day before today.</summary>
internal sealed class Saying
{
    private readonly Chance _chance;
    private readonly DateOnly _today;
    private readonly int _lastRound;

    public Saying(Chance chance, DateOnly today)
    {
        (_chance, _today) = (chance, today);
        // Most went through their profile lately; a few have not been seen for the better part of a year.
        _lastRound = chance.Unit() switch
        {
            < 0.58 => chance.Between(1, 14),
            < 0.84 => chance.Between(15, 90),
            < 0.95 => chance.Between(91, 199),
            _ => chance.Between(200, 700),
        };
        Newest = At(_lastRound);
    }

    /// <summary>The latest instant of all facts so far.</summary>
    public DateTime Newest { get; private set; }

    /// <summary>Said by the person in her last round through the profile.</summary>
    public Fact<T> Now<T>(T value)
        where T : notnull => new(value, Source.Therapist, Newest, "upkeep link");

    /// <summary>Said by the person, in the last round or before it.</summary>
    public Fact<T> Self<T>(T value)
        where T : notnull =>
        new(value, Source.Therapist, At(_lastRound + (_chance.Whether(0.6) ? 0 : _chance.Between(1, 400))));

    /// <summary>Said by the person, by her organisation where <paramref name="share"/> has it so.</summary>
    public Fact<T> SelfOrOrganisation<T>(T value, double share)
        where T : notnull => _chance.Whether(share)
            ? new(value, Source.Organisation, At(_chance.Between(2, 300)), "staff list")
            : Self(value);

    public Fact<T> Board<T>(T value, DateOnly day)
        where T : notnull =>
        new(value, Source.LicenceBoard, Instant(day), "the board's public look-up");

    public Fact<T> Registry<T>(T value, DateOnly day)
        where T : notnull => new(value, Source.Registry, Instant(day), "weekly file");

    /// <summary>A day some time ago, not today.</summary>
    public DateOnly DaysAgo(int fewest, int most) => _today.AddDays(-_chance.Between(fewest, most));

    private DateTime At(int daysAgo) => Instant(_today.AddDays(-daysAgo));

    private DateTime Instant(DateOnly day) =>
        day.ToDateTime(new TimeOnly(_chance.Between(7, 21), _chance.Between(0, 59)), DateTimeKind.Utc);
}
