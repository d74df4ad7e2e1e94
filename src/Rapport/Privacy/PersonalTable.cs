using Microsoft.EntityFrameworkCore;
using Rapport.Storage;

namespace Rapport.Privacy;

/// <summary>One thing that is handed to whom it is about.</summary>
/// <param name="Name">For programs.</param>
/// <param name="Label">For her, in her language.</param>
/// <param name="Value">A text, a number, a day, yes or no, or lines of further values; null where it is not known.</param>
/// <param name="Said">What she reads where that is a code for programs; null where she reads the value itself.</param>
internal sealed record PersonalValue(string Name, string Label, object? Value, string? Said = null);

/// <summary>A code for programs, and what she reads in its place; null where nothing reads it to her.</summary>
internal sealed record CodedValue(string? Code, string? Said);

/// <summary>What becomes of one column when its owner asks for her data.</summary>
/// <param name="Column">As the database calls it.</param>
/// <param name="Withheld">Why it is not handed out; null where it is.</param>
internal sealed record PersonalColumn(string Column, string? Withheld);

/// <summary>The rule of one table that holds something about people with an account: whose a row is, what of it she gets, and how it is erased.</summary>
/// <param name="name">As the database calls it.</param>
/// <param name="title">What it is to her, in her language.</param>
/// <param name="erasure">What becomes of it when the account is closed, for the documentation.</param>
internal abstract class PersonalTable(string name, Func<string> title, string erasure)
{
    public string Name => name;

    public string Title => title();

    public string Erasure => erasure;

    public abstract IReadOnlyList<PersonalColumn> Columns { get; }

    /// <summary>What she gets of it.</summary>
    public abstract Task<IReadOnlyList<IReadOnlyList<PersonalValue>>> Rows(RapportDb db, Whose whose, CancellationToken stop);

    /// <summary>How many rows are hers.</summary>
    public abstract Task<int> Count(RapportDb db, Whose whose, CancellationToken stop);

    /// <summary>Erases what is hers in the transaction of the caller.</summary>
    public abstract Task Erase(RapportDb db, Whose whose, CancellationToken stop);

    /// <summary>What of it stays, and how, where the law keeps the record of an account that its holder has closed; null where it is erased all the same.</summary>
    public abstract string? KeptByLaw { get; }

    /// <summary>Makes that so in the transaction of the caller: locked away, or erased.</summary>
    public abstract Task Lock(RapportDb db, Whose whose, CancellationToken stop);
}

/// <inheritdoc cref="PersonalTable"/>
/// <param name="of">Rows that may be hers.</param>
/// <param name="erase">Erases them; null deletes each row that is hers.</param>
/// <param name="among">Which of the rows are hers, where the database cannot tell; null where all are.</param>
internal sealed class PersonalTable<T>(
    string name, Func<string> title, string erasure, Func<RapportDb, Whose, IQueryable<T>> of,
    Func<RapportDb, Whose, CancellationToken, Task>? erase = null, Func<T, Whose, bool>? among = null)
    : PersonalTable(name, title, erasure)
    where T : class
{
    private readonly List<PersonalColumn> _columns = [];
    private readonly List<Func<T, Whose, PersonalValue>> _tells = [];
    private Func<RapportDb, Whose, CancellationToken, Task>? _lock;
    private string? _keptByLaw;

    public override string? KeptByLaw => _keptByLaw;

    public override IReadOnlyList<PersonalColumn> Columns => _columns;

    /// <summary>Hands a column out.</summary>
    /// <param name="column">As the database calls it.</param>
    /// <param name="label">What it is to her.</param>
    /// <param name="value">What she gets of it.</param>
    /// <param name="part">What it is called where a column holds several things.</param>
    public PersonalTable<T> Tells(string column, Func<string> label, Func<T, Whose, object?> value, string? part = null)
    {
        if (_columns.All(known => known.Column != column))
        {
            _columns.Add(new PersonalColumn(column, Withheld: null));
        }
        _tells.Add((row, whose) => value(row, whose) is var told && told is CodedValue coded
            ? new PersonalValue(part ?? column, label(), coded.Code, coded.Said)
            : new PersonalValue(part ?? column, label(), told));
        return this;
    }

    /// <inheritdoc cref="Tells(string, Func{string}, Func{T, Whose, object}, string)"/>
    public PersonalTable<T> Tells(string column, Func<string> label, Func<T, object?> value) => Tells(column, label, (row, _) => value(row));

    /// <summary>Keeps columns back, with the reason.</summary>
    public PersonalTable<T> Withholds(string why, params IEnumerable<string> columns)
    {
        _columns.AddRange(columns.Select(column => new PersonalColumn(column, why)));
        return this;
    }

    /// <summary>Its rows are of the record that a law keeps.</summary>
    /// <param name="what">What of them stays, for the documentation.</param>
    /// <param name="change">What is done to them when the account is closed; null leaves them as they are.</param>
    public PersonalTable<T> StaysByLaw(string what, Func<RapportDb, Whose, CancellationToken, Task>? change = null)
    {
        (_keptByLaw, _lock) = (what, change);
        return this;
    }

    public override Task Lock(RapportDb db, Whose whose, CancellationToken stop) =>
        _keptByLaw is null ? Erase(db, whose, stop) : _lock?.Invoke(db, whose, stop) ?? Task.CompletedTask;

    public override async Task<IReadOnlyList<IReadOnlyList<PersonalValue>>> Rows(RapportDb db, Whose whose, CancellationToken stop)
    {
        var rows = new List<IReadOnlyList<PersonalValue>>();
        if (_tells.Count > 0)
        {
            await foreach (var row in Hers(db, whose).WithCancellation(stop))
            {
                rows.Add([.. _tells.Select(tell => tell(row, whose))]);
            }
        }
        return rows;
    }

    public override async Task<int> Count(RapportDb db, Whose whose, CancellationToken stop) =>
        among is null ? await of(db, whose).CountAsync(stop) : await Hers(db, whose).CountAsync(stop);

    public override async Task Erase(RapportDb db, Whose whose, CancellationToken stop)
    {
        if (erase is not null)
        {
            await erase(db, whose, stop);
        }
        else if (among is null)
        {
            await of(db, whose).ExecuteDeleteAsync(stop);
        }
        else
        {
            db.RemoveRange(await Hers(db, whose).ToListAsync(stop));
        }
    }

    private IAsyncEnumerable<T> Hers(RapportDb db, Whose whose)
    {
        var rows = of(db, whose).AsNoTracking().AsAsyncEnumerable();
        return among is null ? rows : rows.Where(row => among(row, whose));
    }
}
