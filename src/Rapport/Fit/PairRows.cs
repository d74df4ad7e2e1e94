using System.Runtime.InteropServices;
using Rapport.Core.Fit;

namespace Rapport.Fit;

/// <summary>What the rows of one pair say that counts.</summary>
internal sealed class PairRows(long therapist, int client)
{
    private readonly Row[] _first = new Row[CountedPair.Counted];

    // Of the sessions after these, the first ones with an answer, by session; made where there is one.
    private List<Late>? _later;

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
        else if (score is not null && AddLate(new Late(session, new Row(row, day, score))) is > 0 and var same)
        {
            return same;
        }
        Last = session > Last.Session ? (session, row) : Last;
        Ended = ended && (Ended.Session == 0 || session < Ended.Session) ? (session, row) : Ended;
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
        var later = _later?.Select(late => late.Row) ?? [];
        Row[] answered = [.. _first.Concat(later).Where(row => row.Score is not null).Take(CountedPair.Counted)];
        // Before its third session or its end a pair is under way; then it is known, and again with each answer of the first three.
        var day = _first.Concat(answered).Max(row => row.Day);
        return CountedPair.Of([.. answered.Select(row => row.Score!.Value)], Ended.Session is > 0 and < CountedPair.Counted) is { } came ? (came, day) : null;
    }

    // The row that said the same session before; 0 where none did, or where it is too late to count.
    private long AddLate(Late late)
    {
        _later ??= new List<Late>(CountedPair.Counted);
        var at = _later.FindIndex(one => one.Session >= late.Session);
        if (at >= 0 && _later[at].Session == late.Session)
        {
            return _later[at].Row.Number;
        }
        if (at < 0 && _later.Count == CountedPair.Counted)
        {
            return 0;
        }
        _later.Insert(at < 0 ? _later.Count : at, late);
        _later.RemoveRange(Math.Min(_later.Count, CountedPair.Counted), Math.Max(0, _later.Count - CountedPair.Counted));
        return 0;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Row(long Number, DateOnly Day, double? Score);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Late(int Session, Row Row);
}
