using Rapport.Core.Fit;
using Rapport.Core.Statistics;

namespace Rapport.Fit;

/// <summary>Where the columns of a table of check-ins stand; −1 for one that is not there and need not be.</summary>
internal sealed class CheckInColumns
{
    public const string TherapistName = "therapist";
    public const string ClientName = "client";
    public const string SessionName = "session";
    public const string DayName = "day";
    public const string ScoreName = "score";
    public const string EndedName = "ended";

    private readonly string[] _header;

    /// <param name="header">The names of the first line.</param>
    /// <exception cref="TableException">One is missing.</exception>
    public CheckInColumns(string[] header)
    {
        _header = header;
        Therapist = Needed(TherapistName);
        Client = Needed(ClientName);
        Session = Needed(SessionName);
        Day = Needed(DayName);
        Score = Needed(ScoreName);
        Ended = Of(EndedName);
        Axes = [.. StyleAxes.Ids.Select(Of)];
    }

    public int Therapist { get; }

    public int Client { get; }

    public int Session { get; }

    public int Day { get; }

    public int Score { get; }

    public int Ended { get; }

    /// <summary>By axis.</summary>
    public IReadOnlyList<int> Axes { get; }

    /// <summary>Columns that are there and say nothing here.</summary>
    public IReadOnlyList<string> NotRead =>
        [.. _header.Where((name, at) => name.Length > 0 && !Axes.Contains(at) && at != Therapist && at != Client && at != Session && at != Day && at != Score && at != Ended)];

    private int Of(string name) => Array.FindIndex(_header, column => column.Equals(name, StringComparison.OrdinalIgnoreCase));

    private int Needed(string name) => Of(name) is >= 0 and var at ? at : throw TableException.NoColumn(name, [.. _header.Where(column => column.Length > 0)]);
}
