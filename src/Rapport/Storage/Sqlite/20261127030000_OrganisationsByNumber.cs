using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Storage.Sqlite
{
    /// <inheritdoc />
    public partial class OrganisationsByNumber : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Whose the known hashes are, nobody can tell any more: the next whole file brings them again, and until then more
            // places count as homes, not fewer.
            migrationBuilder.Sql("DELETE FROM organisation_addresses;");

            migrationBuilder.DropPrimaryKey(
                name: "PK_organisation_addresses",
                table: "organisation_addresses");

            migrationBuilder.AlterColumn<long>(
                name: "hash",
                table: "organisation_addresses",
                type: "INTEGER",
                nullable: true,
                oldClrType: typeof(long),
                oldType: "INTEGER");

            migrationBuilder.AddColumn<long>(
                name: "npi",
                table: "organisation_addresses",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<DateOnly>(
                name: "date",
                table: "organisation_addresses",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            migrationBuilder.AddPrimaryKey(
                name: "PK_organisation_addresses",
                table: "organisation_addresses",
                column: "npi");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DELETE FROM organisation_addresses;");

            migrationBuilder.DropPrimaryKey(
                name: "PK_organisation_addresses",
                table: "organisation_addresses");

            migrationBuilder.DropColumn(
                name: "npi",
                table: "organisation_addresses");

            migrationBuilder.DropColumn(
                name: "date",
                table: "organisation_addresses");

            migrationBuilder.AlterColumn<long>(
                name: "hash",
                table: "organisation_addresses",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L,
                oldClrType: typeof(long),
                oldType: "INTEGER",
                oldNullable: true);

            migrationBuilder.AddPrimaryKey(
                name: "PK_organisation_addresses",
                table: "organisation_addresses",
                column: "hash");
        }
    }
}
