using System.Runtime.InteropServices;
using Rapport.Core.Fit;

namespace Rapport.Fit;

/// <summary>What the rows of one pair say that counts.</summary>
internal sealed class PairRows(long therapist, int client)
{
    private readonly Row[] _first = new Row[CountedPair.Counted];

    public long Therapist { get; } = therapist;

    /// <summary>The client's number in this file.</summary>
    public int Client { get; } = client;

    /// <summary>The latest session there is, and its row.</summary>
    public (int Session, long Row) Last { get; private set; }

    /// <summary>After which session the pair ended, and where that is said; session 0 where it goes on.</summary>
    public (int Session, long Row) Ended { get; private set; }

    /// <summary>Adds a row.</summary>
    /// <returns>The row that said the same session before; 0 where none did.</returns>
    public long Add(long row, int session, DateOnly day, double? score, bool ended)
    {
        if (session <= _first.Length)
        {
            ref var own = ref _first[session - 1];
            if (own.Number > 0)
            {
                return own.Number;
            }
            own = new Row(row, day, score);
        }
        Last = session > Last.Session ? (session, row) : Last;
        Ended = ended ? (session, row) : Ended;
        return 0;
    }

    /// <summary>Says what in its rows cannot be.</summary>
    public void Check(CheckInProblems problems)
    {
        if (Ended.Session > 0 && Last.Session > Ended.Session)
        {
            problems.Add(Ended.Row, CheckInColumns.EndedName, $"The pair ended after session {Ended.Session}, and row {Last.Row} has its session {Last.Session}. Write yes on its last session alone.");
        }
        for (var (session, before) = (0, default(Row)); session < _first.Length; session++)
        {
            if (_first[session] is { Number: > 0 } own)
            {
                if (own.Day < before.Day)
                {
                    problems.Add(own.Number, CheckInColumns.DayName, $"Session {session + 1} is on a day before the session in row {before.Number}. Mend one of the two days.");
                }
                before = own;
            }
        }
    }

    /// <summary>Whether nothing more can come that counts: its third session was, or it has ended.</summary>
    public bool IsWhole => Last.Session >= CountedPair.Counted || Ended.Session > 0;

    /// <summary>What it came to, and the day of its last session that counts; null where nothing was answered.</summary>
    public (CountedPair Came, DateOnly Day)? Counted()
    {
        double[] answered = [.. _first.Select(row => row.Score).OfType<double>()];
        return CountedPair.Of(answered, Ended.Session is > 0 and < CountedPair.Counted) is { } came ? (came, _first.Max(row => row.Day)) : null;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Row(long Number, DateOnly Day, double? Score);
}
